"""Small hOCR, ALTO and PAGE files of our own, with hyphen pairs, alternatives and things to leave alone."""

from __future__ import annotations

HOCR = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html xmlns="http://www.w3.org/1999/xhtml" xml:lang="de" lang="de">
 <head><title></title>
  <meta name='ocr-system' content='tesseract 5.3.0' />
  <meta name='ocr-capabilities' content='ocr_page ocr_par ocr_line ocrx_word ocrp_wconf'/>
 </head>
 <body>
  <!-- Seite 1 -->
  <div class='ocr_page' id='page_1' title='image "a; b.png"; bbox 0 0 1000 1400; ppageno 0; scan_res 150 150'>
   <p class='ocr_par' id='par_1' title="bbox 100 100 900 200">
    <span class='ocr_line' id='line_1' title="bbox 100 100 900 140; baseline 0 -4">
     <span class='ocrx_word' id='w1' title='bbox 100 100 200 140; x_wconf 92'><strong>B&uuml;rger</strong></span>
     <span class='ocrx_word' id='w2' title='bbox 220 100 260 140; x_wconf 61'>fir</span>
     <span class='ocrx_word' id='w3' title='bbox 280 100 400 140; x_wconf 80'>Riick&shy;</span>
    </span>
    <span class='ocr_line' id='line_2' title="bbox 100 150 900 190">
     <span class='ocrx_word' id='w4' title='bbox 100 150 300 190; x_wconf 90'>meldung</span>
     <span class='ocrx_word' id='w5' title='bbox 320 150 420 190; x_wconf 70'>Bundesre</span>
     <span class='ocrx_word' id='w6' title='bbox 430 148 520 190; x_wconf 71'>gierung</span>
    </span>
   </p>
   <p class='ocr_par' id='par_2'><span class='ocr_header' id='line_3'>Anlage <em>fir</em> Heimat</span></p>
  </div>
  <div class='ocr_page' id='page_2' title='image "b.png"; bbox 0 0 1000 1400; ppageno 1; scan_res 150 150'>
   <span class='ocr_line' id='line_4' title="bbox 1 1 9 9"><span class='ocrx_word' id='w7'>Lander</span></span>
  </div>
 </body>
</html>
"""

ALTO = """<?xml version='1.0' encoding='ISO-8859-1'?>
<!-- aus dem Archiv -->
<a:alto xmlns:a="http://www.loc.gov/standards/alto/ns-v4#" xmlns:x="urn:fremd"
    xmlns:xlink="http://www.w3.org/1999/xlink">
  <a:Description><a:MeasurementUnit>mm10</a:MeasurementUnit></a:Description>
  <a:Tags><a:OtherTag ID="t1" LABEL="a"><a:XmlData><x:String CONTENT="fir"/></a:XmlData></a:OtherTag></a:Tags>
  <a:Layout>
    <a:Page ID="p1" PHYSICAL_IMG_NR="1" WIDTH="2100" HEIGHT="2970">
      <a:PrintSpace>
        <a:TextBlock ID="b1" custom-less="no">
          <a:TextLine ID="l1">
            <a:String ID="s1" HPOS="100" VPOS="100" WIDTH="50" HEIGHT="40" WC="0.61" CC="090" CONTENT='fir'/>
            <a:SP/>
            <a:String ID="s2" HPOS="160" VPOS="100" WIDTH="90" HEIGHT="40" CONTENT="Bundesre" WC="0.7"/><a:SP/>
            <a:String ID="s3" HPOS="260" VPOS="98" WIDTH="90" HEIGHT="42" CONTENT="gierung" WC="0.7"/>
            <a:SP/><a:String ID="s4" CONTENT="Riick" SUBS_TYPE="HypPart1" SUBS_CONTENT="Riickmeldung"
              ><a:ALTERNATIVE PURPOSE="alt">Ruck</a:ALTERNATIVE><a:Glyph CONTENT="R"/></a:String><a:HYP CONTENT="-"/>
          </a:TextLine>
          <a:TextLine ID="l2">
            <a:String ID="s5" CONTENT="meldung." SUBS_TYPE="HypPart2" SUBS_CONTENT="Riickmeldung"/>
            <a:SP/><a:String ID="s6" CONTENT="&quot;L&#228;nder&quot;"></a:String>
          </a:TextLine>
        </a:TextBlock>
      </a:PrintSpace>
    </a:Page>
  </a:Layout>
</a:alto>
""".replace(' custom-less="no"', "")

PAGE = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<pc:PcGts xmlns:pc="http://schema.primaresearch.org/PAGE/gts/pagecontent/2019-07-15" pcGtsId="x">
  <pc:Metadata>
    <pc:Creator>Werkstatt</pc:Creator><pc:Created>2020-01-01T00:00:00</pc:Created>
    <pc:LastChange>2020-01-01T00:00:00</pc:LastChange>
  </pc:Metadata>
  <pc:Page imageFilename="a.png" imageWidth="1000" imageHeight="1400">
    <pc:ReadingOrder><pc:OrderedGroup id="g">
      <pc:RegionRefIndexed index="1" regionRef="r1"/><pc:RegionRefIndexed index="0" regionRef="r2"/>
    </pc:OrderedGroup></pc:ReadingOrder>
    <pc:TextRegion id="r1">
      <pc:Coords points="10,10 900,10 900,200 10,200"/>
      <pc:TextLine id="l1">
        <pc:Coords points="10,10 900,10 900,100 10,100"/>
        <pc:Word id="w1"><pc:Coords points="10,10 60,12 60,40 10,40"/>
          <pc:TextEquiv index="2" conf="0.4"><pc:Unicode>fur</pc:Unicode></pc:TextEquiv>
          <pc:TextEquiv index="1" conf="0.6"><pc:PlainText>fir</pc:PlainText><pc:Unicode>fir</pc:Unicode></pc:TextEquiv>
        </pc:Word>
        <pc:Word id="w2"><pc:Coords points="70,10 90,10 90,40 70,40"/>
          <pc:TextEquiv><pc:Unicode>Lander</pc:Unicode></pc:TextEquiv></pc:Word>
        <pc:Word id="w3"><pc:Coords points="90,10 95,10 95,40 90,40"/>
          <pc:TextEquiv><pc:Unicode>.</pc:Unicode></pc:TextEquiv></pc:Word>
        <pc:TextEquiv><pc:Unicode>fir Lander.</pc:Unicode></pc:TextEquiv>
      </pc:TextLine>
      <pc:TextLine id="l2">
        <pc:Coords points="10,110 900,110 900,190 10,190"/>
        <pc:TextEquiv conf="0.9"><pc:Unicode>Mallnahmen fir A &amp; B</pc:Unicode></pc:TextEquiv>
      </pc:TextLine>
      <pc:TextEquiv><pc:Unicode>fir Lander.
Mallnahmen fir A &amp; B</pc:Unicode></pc:TextEquiv>
    </pc:TextRegion>
    <pc:TextRegion id="r2">
      <pc:Coords points="10,300 900,300 900,400 10,400"/>
      <pc:TextEquiv><pc:Unicode>Anlage
Bundesre gierung</pc:Unicode></pc:TextEquiv>
    </pc:TextRegion>
  </pc:Page>
</pc:PcGts>
"""

HTML = """<html><head><meta charset="iso-8859-1"><meta name=ocr-system content="alt"><style>p > b { }</style></head>
<body><div class="ocr_page" title="bbox 0 0 100 200"><p class=ocr_par>1 < 2<br>
<span class="ocr_line" title="bbox 1 1 90 20">f\xfcr  die<br>L&auml;nder</span>
<p class=ocr_par><span class="ocr_line" title="bbox 1 30 90 50"><span class="ocrx_word">fir</span></span>
</div></body></html>
"""
